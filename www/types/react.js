// The types of the tag for react: see react.d.ts. There is nothing to run.
export {};
