;; Writes the tables that tables.mjs leaves out of the engine. Where it says {NAME}, tables.mjs writes a number.
(module
  (import "engine" "memory" (memory 1))
  (; if NAMES ;)
  (data (i32.const {SOURCE}) "{PACKED}")
  (; end ;)

  (; if POWERS ;)
  ;; 64 bits of the number, of which the first are at $at + 8 and $shift less.
  (func $bits (param $at i32) (param $shift i64) (result i64)
    (i64.or
      (i64.shl (i64.load offset=4 (local.get $at)) (local.get $shift))
      (i64.shr_u (i64.load32_u (local.get $at)) (i64.sub (i64.const 32) (local.get $shift)))))

  ;; Writes the first 128 bits of the number, the upper half first.
  (func $write (param $to i32)
    (local $at i32) (local $shift i64)
    (local.set $at (i32.const {NUMBER}))
    (local.set $at (i32.add (local.get $at) (i32.const 160)))
    (loop $zero
      (local.set $at (i32.sub (local.get $at) (i32.const 4)))
      (br_if $zero (i32.eqz (i32.load offset=8 (local.get $at)))))
    (local.set $shift (i64.extend_i32_u (i32.clz (i32.load offset=8 (local.get $at)))))
    (i64.store (local.get $to) (call $bits (local.get $at) (local.get $shift)))
    (i64.store offset=8 (local.get $to) (call $bits (i32.sub (local.get $at) (i32.const 8)) (local.get $shift))))

  ;; The number has 42 words of 32 bits, the lowest first.
  (func $powers
    (local $to i32) (local $at i32) (local $rest i64)
    ;; 1 / 5, 1 / 25 ...
    (i32.store offset=160 (i32.const {NUMBER}) (i32.const 1))
    (local.set $to (i32.add (i32.const {POWERS}) (i32.const 5472)))
    (loop $power
      (local.set $at (i32.add (i32.const {NUMBER}) (i32.const 164)))
      (local.set $rest (i64.const 0))
      (loop $word
        (local.set $at (i32.sub (local.get $at) (i32.const 4)))
        (local.set $rest (i64.or (i64.shl (local.get $rest) (i64.const 32)) (i64.load32_u (local.get $at))))
        (i64.store32 (local.get $at) (i64.div_u (local.get $rest) (i64.const 5)))
        (local.set $rest (i64.rem_u (local.get $rest) (i64.const 5)))
        (br_if $word (i32.ne (local.get $at) (i32.const {NUMBER}))))
      (local.set $to (i32.sub (local.get $to) (i32.const 16)))
      (call $write (local.get $to))
      ;; 5^-27 and above are rounded up.
      (i64.store offset=8 (local.get $to)
        (i64.add (i64.load offset=8 (local.get $to))
          (i64.extend_i32_u (i32.ge_u (local.get $to) (i32.add (i32.const {POWERS}) (i32.const 5040))))))
      (br_if $power (i32.ne (local.get $to) (i32.const {POWERS}))))
    ;; 1, 5, 25 ...
    (memory.fill (i32.const {NUMBER}) (i32.const 0) (i32.const 168))
    (i32.store offset=24 (i32.const {NUMBER}) (i32.const 1))
    (local.set $to (i32.add (i32.const {POWERS}) (i32.const 5472)))
    (loop $power
      (call $write (local.get $to))
      (local.set $at (i32.const {NUMBER}))
      (local.set $rest (i64.const 0))
      (loop $word
        (local.set $rest (i64.add (i64.shr_u (local.get $rest) (i64.const 32)) (i64.mul (i64.load32_u (local.get $at)) (i64.const 5))))
        (i64.store32 (local.get $at) (local.get $rest))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br_if $word (i32.ne (local.get $at) (i32.add (i32.const {NUMBER}) (i32.const 160)))))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $power (i32.ne (local.get $to) (i32.add (i32.const {POWERS}) (i32.const 10416))))))
  (; end ;)

  (; if NAMES ;)
  (func $names
    (local $from i32) (local $to i32) (local $start i32) (local $entry i32)
    ;; The texts have a page of their own, which the allocator does not know.
    (local.set $to (i32.shl (memory.grow (i32.const 1)) (i32.const 16)))
    (local.set $from (i32.const {SOURCE}))
    (local.set $entry (i32.const {NAMES}))
    (loop $name
      ;; The name before is at $start.
      (memory.copy (local.get $to) (local.get $start) (i32.load8_u (local.get $from)))
      (local.set $start (local.get $to))
      (local.set $to (i32.add (local.get $to) (i32.load8_u (local.get $from))))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (loop $letter
        (i32.store8 (local.get $to) (i32.load8_u (local.get $from)))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (br_if $letter (i32.ge_u (i32.load8_u (local.get $from)) (i32.const 32))))
      (i32.store (local.get $entry) (local.get $start))
      (i32.store offset=4 (local.get $entry) (i32.sub (local.get $to) (local.get $start)))
      (local.set $entry (i32.add (local.get $entry) (i32.const 16)))
      (br_if $name (i32.ne (local.get $entry) (i32.const {NAMES_END}))))
    (local.set $entry (i32.const {NAMES}))
    (loop $characters
      ;; Behind the zero.
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (local.set $start (local.get $to))
      (loop $byte
        (i32.store8 (local.get $to) (i32.load8_u (local.get $from)))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (br_if $byte (i32.load8_u (local.get $from))))
      (i32.store offset=8 (local.get $entry) (local.get $start))
      (i32.store offset=12 (local.get $entry) (i32.sub (local.get $to) (local.get $start)))
      (local.set $entry (i32.add (local.get $entry) (i32.const 16)))
      (br_if $characters (i32.ne (local.get $entry) (i32.const {NAMES_END})))))
  (; end ;)

  (func $unpack
    (; if POWERS ;)
    (call $powers)
    (; end ;)
    (; if NAMES ;)
    (call $names)
    (; end ;))
  (start $unpack))
