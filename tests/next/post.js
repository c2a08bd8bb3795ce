export const POST = `---
title: From a server
date: 2021-10-06
---

A *post* with a note[^1].

| left | right |
|:-----|------:|
| 1    | 2     |

[^1]: Below.
`;
