/**
 * The preview template: the entry as a post, in `<draft-pane>`.
 *
 * Decap shows it in a frame. The element is made by the page, which knows it, and then moved there: React would make it
 * in the frame's document, where no such element is defined.
 */
export const preview = window.createClass({
  componentDidMount() {
    this.pane = document.createElement('draft-pane');
    this.place.append(this.pane);
    this.mapUrls();
    this.show();
  },

  componentDidUpdate(before) {
    if (before.isLoadingAsset && !this.props.isLoadingAsset) this.mapUrls();
    this.show();
  },

  /** The fields as front matter, then the text. JSON is front matter, too, and quotes whatever is in a field. */
  show() {
    const { body = '', ...fields } = this.props.entry.get('data').toJS();
    this.pane.value = `${JSON.stringify(fields, null, 2)}\n\n${body}`;
  },

  /** Pictures that were uploaded, but not published yet. Decap says with `isLoadingAsset` when it has more of them. */
  mapUrls() {
    this.pane.resolveUrl = (url, { kind }) => (kind === 'image' ? this.props.getAsset(url).toString() : url);
  },

  render() {
    return window.h('div', { ref: (place) => (this.place = place) });
  },
});
