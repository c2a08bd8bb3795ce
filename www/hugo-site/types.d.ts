/** The files of a site. Without the types of a page or a worker, only a Map is possible. */

export type DirectoryHandle = typeof globalThis extends { FileSystemDirectoryHandle: { prototype: infer Type } } ? Type : never;
export type ChosenFile = typeof globalThis extends { File: { prototype: infer Type } } ? Type : never;

export type Files = DirectoryHandle | Iterable<ChosenFile> | Map<string, string | Uint8Array>;
