/** A function that is loaded when it is first called: that call gives a promise, later ones what the function gives. */
export function later<Given extends readonly unknown[], Result>(
  load: () => Promise<(...given: Given) => Result | Promise<Result>>,
): (...given: Given) => Result | Promise<Result> {
  let loaded: ((...given: Given) => Result | Promise<Result>) | undefined;
  return (...given) => {
    if (loaded !== undefined) return loaded(...given);
    return load().then((found) => {
      loaded = found;
      return found(...given);
    });
  };
}
