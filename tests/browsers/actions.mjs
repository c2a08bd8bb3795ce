/** Keys and clicks as WebDriver's actions, which its classic protocol and BiDi share. */

/** @typedef {{ type: 'key' | 'pointer', id: string, actions: object[] }} Source */

/** The named keys of the tests, by WebDriver's numbers. @type {Record<string, string>} */
const named = {
  Control: '\uE009', Shift: '\uE008', Alt: '\uE00A', Enter: '\uE007', Tab: '\uE004', Escape: '\uE00C', Backspace: '\uE003',
  Delete: '\uE017', Home: '\uE011', End: '\uE010', ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015',
};

/** @param {object[]} actions @returns {Source[]} */
const keyboard = (actions) => [{ type: 'key', id: 'keyboard', actions }];

/** @param {string} key such as `Control+b` @returns {Source[]} */
export function press(key) {
  const keys = key.split('+').map((name) => named[name] ?? name);
  const down = keys.map((value) => ({ type: 'keyDown', value }));
  return keyboard([...down, ...keys.toReversed().map((value) => ({ type: 'keyUp', value }))]);
}

/** @param {string} text @returns {Source[]} */
export const type = (text) => keyboard([...text].flatMap((character) => {
  const value = character === '\n' ? named.Enter : character;
  return [{ type: 'keyDown', value }, { type: 'keyUp', value }];
}));

/** @param {{ x: number, y: number }} point in CSS pixels of the window @returns {Source[]} */
export const click = ({ x, y }) => [{
  type: 'pointer', id: 'mouse',
  actions: [
    { type: 'pointerMove', x: Math.round(x), y: Math.round(y) }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 },
  ],
}];
