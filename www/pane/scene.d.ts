/** A preview in which places are looked up, and the stretches that are found there. */
import type { Known } from './known.js';

export interface Range {
  from: number;
  to: number;
}

/** Source and the extent in which it is shown, in CSS pixels. */
export interface Stretch extends Range {
  top: number;
  bottom: number;
}

export interface Scene {
  /** The element that scrolls; every y counts from the top of its content, in CSS pixels. */
  scroller: HTMLElement;
  body: HTMLElement;
  draft: { text: string; rangeOf(node: Node): Range | null };
  /** Stretches of this draft that are known already. */
  known: Known;
  /** Where the text of the body starts. */
  start: number;
  /** Code units of the whole text. */
  length: number;
}
