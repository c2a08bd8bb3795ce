/**
 * Files dropped anywhere on the page. Caught before the editor sees them, which would put their text at the pointer.
 * @param {HTMLElement} target shown while a file is over the page
 * @param {(data: DataTransfer, event: DragEvent) => void} dropped
 */
export function dropping(target, dropped) {
  const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
  /** @param {keyof DocumentEventMap} type @param {(event: DragEvent) => void} handle */
  const on = (type, handle) => window.addEventListener(type, (event) => {
    const drag = /** @type {DragEvent} */ (event);
    if (!holdsFiles(drag)) return;
    drag.preventDefault();
    drag.stopPropagation();
    handle(drag);
  }, { capture: true });

  on('dragenter', () => {
    target.hidden = false;
  });
  on('dragover', (event) => {
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  });
  on('dragleave', (event) => {
    // Without a related target the pointer has left the window, not just an element.
    if (!event.relatedTarget) target.hidden = true;
  });
  on('drop', (event) => {
    target.hidden = true;
    if (event.dataTransfer) dropped(event.dataTransfer, event);
  });
}

/**
 * The files of a paste that is one of files, and not of text, of which some programs add a picture. A picture of the screen
 * has no name of its own.
 * @param {DataTransfer | null} data
 * @returns {import('../files/files.js').Found[]}
 */
export function pastedFiles(data) {
  const files = [...data?.files ?? []];
  const names = new Set(files.map(({ name }) => name));
  const words = data?.getData('text/plain').split(/\r\n?|\n/).filter((line) => line.trim()) ?? [];
  if (!words.every((line) => names.has(line.trim()))) return [];
  return files.map((file) => {
    const isNameless = /^image\.\w+$/.test(file.name) && file.type.startsWith('image/');
    return { path: file.name, file, isNameless };
  });
}
