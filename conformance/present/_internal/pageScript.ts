/** The behaviour of the report page: the filter, and the copy buttons, which exist only where they can work. */
export const pageScript = `
const root = document.documentElement;
for (const input of document.querySelectorAll('input[name="show"]')) {
  input.addEventListener('change', () => {
    root.dataset.show = input.value;
    for (const operation of document.querySelectorAll('details.operation')) {
      operation.open = input.value === 'failing' && !operation.classList.contains('calm');
    }
  });
}
for (const box of document.querySelectorAll('.copyable')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    const code = box.querySelector('pre');
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = 'Selected';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
  box.append(button);
}
`;
