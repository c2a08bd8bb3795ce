/**
 * Something that opens, made when it is first wanted: its code is no part of the first visit.
 * @param {() => Promise<{ open(): void }>} make
 * @returns {() => Promise<void>} opens it
 */
export function later(make) {
  /** @type {Promise<{ open(): void }> | undefined} */
  let made;
  return async () => {
    made ??= make();
    // One that could not be loaded is tried again.
    made.catch(() => (made = undefined));
    (await made).open();
  };
}
