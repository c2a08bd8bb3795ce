/** A picture made smaller: fewer pixels, another format, a lower quality. */

/** The formats that can be made of others; those that move or have no pixels stay as they are. */
const readable = /^image\/(?:png|jpeg|webp|avif|bmp)$/;
export const formats = /** @type {const} */ (['image/jpeg', 'image/webp', 'image/png']);

/** @param {Blob} picture */
export const canShrink = ({ type }) => readable.test(type);

/**
 * @param {Blob} picture
 * @param {{ width: number, type: string, quality: number }} wish `quality`: from 0 to 1
 * @returns {Promise<{ blob: Blob, width: number, height: number }>} the blob has another type where the browser cannot make the wanted one
 */
export async function shrink(picture, { width, type, quality }) {
  const { width: whole, height: high } = await sizeOf(picture);
  const height = Math.max(1, Math.round((high * width) / whole));
  const bitmap = await createImageBitmap(picture, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' });
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  if (type === 'image/jpeg') {
    // It has no transparent pixels; they would be black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
  }
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, type, quality));
  if (!blob) throw new Error('the canvas gives no picture');
  return { blob, width, height };
}

/** @param {Blob} picture @returns {Promise<{ width: number, height: number }>} */
export async function sizeOf(picture) {
  const bitmap = await createImageBitmap(picture);
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}
