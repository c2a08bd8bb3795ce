// The door to every npm command: `node scripts/main.cjs <command> [arguments]`.
// CommonJS and plain syntax on purpose: a Node too old for the modules must still read this file and say so.
'use strict';

if (parseInt(process.versions.node, 10) < 20) {
  console.error('Node 20 or newer is needed and this is ' + process.version + ': install it from https://nodejs.org.');
  process.exit(1);
}

import('./' + process.argv[2] + '.mjs')
  .then(function (command) { return command.default(process.argv.slice(3)); })
  .catch(function (error) {
    console.error(error.name === 'Stop' ? '\n' + error.message : error);
    process.exitCode = 1;
  });
