/** The files of a site. Without the types of a page or a worker, only a Map is possible. */

export type DirectoryHandle = typeof globalThis extends { FileSystemDirectoryHandle: { prototype: infer Type } } ? Type : never;
export type FileHandle = typeof globalThis extends { FileSystemFileHandle: { prototype: infer Type } } ? Type : never;
export type ChosenFile = typeof globalThis extends { File: { prototype: infer Type } } ? Type : never;

export type Files = DirectoryHandle | Iterable<ChosenFile> | Map<string, string | Uint8Array | Blob>;
/** The contents of a file, or where they can be read. */
export type Source = string | Uint8Array | Blob | FileHandle;
