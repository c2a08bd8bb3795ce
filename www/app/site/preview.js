/** The preview of a site's post. */

/** @typedef {import('../../site.js').Site} Site */
/** @typedef {import('../preview/problems.js').Shown} Shown */

export class SitePreview {
  /** @param {{ reading: import('../preview/site.js').Site }} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  #parts;

  /**
   * Shows the open post as its site has it.
   * @param {{ name: string, site: Site, path: string } | null} open null for a draft of no site
   */
  show(open) {
    this.#parts.reading.setFolder(open && { name: open.name, configuration: open.site.options(open.path).site ?? {} });
  }
}
