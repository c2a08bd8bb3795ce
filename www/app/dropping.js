/**
 * Files dropped anywhere on the page. Caught before the editor sees them, which would put their text at the pointer.
 * @param {HTMLElement} target shown while a file is over the page
 * @param {(data: DataTransfer) => void} dropped
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
    if (event.dataTransfer) dropped(event.dataTransfer);
  });
}
