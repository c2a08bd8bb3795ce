/**
 * Where a file of another package is while developing: there servers give modules one by one, and leave alone what names a
 * package. A file that a bundler has built has the address that it was given.
 *
 * @param {string} path of the package and the file
 * @param {string} module the address of the module that asks
 * @param {URL} built
 */
export function beside(path, module, built) {
  const packages = module.match(/^https?:.*\/node_modules\//)?.[0];
  return packages ? new URL(path, packages) : built;
}
