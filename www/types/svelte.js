// The types of the tag for svelte: see svelte.d.ts. There is nothing to run.
export {};
