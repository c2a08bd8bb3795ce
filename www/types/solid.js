// The types of the tag for solid: see solid.d.ts. There is nothing to run.
export {};
