// The types of the tag for vue: see vue.d.ts. There is nothing to run.
export {};
