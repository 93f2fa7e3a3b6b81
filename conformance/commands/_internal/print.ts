let isWatched = false;

/** Writes to standard output; ends quietly when its reader has had enough, as `head` does. */
export function print(text: string): void {
  if (!isWatched) process.stdout.on('error', ended);
  isWatched = true;
  process.stdout.write(text);
}

function ended(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
