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
  (global $from (mut i32) (i32.const 0))
  (global $to (mut i32) (i32.const 0))

  ;; Reads a number of seven bits in a byte, the lowest first.
  (func $number (result i32)
    (local $byte i32) (local $shift i32) (local $number i32)
    (loop $next
      (local.set $byte (i32.load8_u (global.get $from)))
      (global.set $from (i32.add (global.get $from) (i32.const 1)))
      (local.set $number (i32.or (local.get $number) (i32.shl (i32.and (local.get $byte) (i32.const 127)) (local.get $shift))))
      (local.set $shift (i32.add (local.get $shift) (i32.const 7)))
      (br_if $next (i32.ge_u (local.get $byte) (i32.const 128))))
    (local.get $number))

  (func $write_byte (param $byte i32)
    (i32.store8 (global.get $to) (local.get $byte))
    (global.set $to (i32.add (global.get $to) (i32.const 1))))

  ;; The place of the byte that ends a name or characters: a space or a line feed.
  (func $end (param $at i32) (result i32)
    (loop $next
      (local.set $at (i32.add (local.get $at) (i32.const 1)))
      (br_if $next (i32.gt_u (i32.load8_u (local.get $at)) (i32.const 32))))
    (local.get $at))

  ;; The texts have a page of their own, which the allocator does not know: the names with what ends them, then the characters.
  (func $names
    (local $name i32) (local $entry i32) (local $character i32) (local $start i32) (local $end i32) (local $shift i32)
    (local.set $name (i32.shl (memory.grow (i32.const 1)) (i32.const 16)))
    (memory.copy (local.get $name) (i32.const {SOURCE}) (i32.const {TEXT}))
    (global.set $to (i32.add (local.get $name) (i32.const {TEXT})))
    (global.set $from (i32.add (i32.const {SOURCE}) (i32.const {TEXT})))
    (local.set $entry (i32.const {NAMES}))
    (loop $group
      (local.set $start (global.get $to))
      (local.set $character (i32.add (local.get $character) (call $number)))
      (local.set $shift (i32.const 32))
      (loop $byte
        (local.set $shift (i32.sub (local.get $shift) (i32.const 8)))
        (local.set $end (i32.shr_u (local.get $character) (local.get $shift)))
        (if (local.get $end) (then (call $write_byte (local.get $end))))
        (br_if $byte (local.get $shift)))
      ;; More characters stand behind a plus sign.
      (if (i32.eq (i32.load8_u (local.get $name)) (i32.const 0x2b))
        (then
          (local.set $end (call $end (local.get $name)))
          (loop $byte
            (local.set $name (i32.add (local.get $name) (i32.const 1)))
            (if (i32.lt_u (local.get $name) (local.get $end))
              (then
                (call $write_byte (i32.load8_u (local.get $name)))
                (br $byte))))
          (local.set $name (i32.add (local.get $end) (i32.const 1)))))
      (loop $next
        (local.set $end (call $end (local.get $name)))
        (i32.store (local.get $entry) (local.get $name))
        (i32.store offset=4 (local.get $entry) (i32.sub (local.get $end) (local.get $name)))
        (i32.store offset=8 (local.get $entry) (local.get $start))
        (i32.store offset=12 (local.get $entry) (i32.sub (global.get $to) (local.get $start)))
        (local.set $entry (i32.add (local.get $entry) (i32.const 16)))
        (local.set $name (i32.add (local.get $end) (i32.const 1)))
        (br_if $next (i32.eq (i32.load8_u (local.get $end)) (i32.const 32))))
      (br_if $group (i32.ne (local.get $entry) (i32.const {NAMES_END})))))

  ;; Whether the name of an entry is before that of another. What ends a name is less than a letter.
  (func $is_before (param $one i32) (param $other i32) (result i32)
    (local $letter i32)
    (local.set $one (i32.load (local.get $one)))
    (local.set $other (i32.load (local.get $other)))
    (loop $same
      (local.set $letter (i32.load8_u (local.get $one)))
      (local.set $one (i32.add (local.get $one) (i32.const 1)))
      (local.set $other (i32.add (local.get $other) (i32.const 1)))
      (br_if $same (i32.eq (local.get $letter) (i32.load8_u (i32.sub (local.get $other) (i32.const 1))))))
    (i32.lt_u (local.get $letter) (i32.load8_u (i32.sub (local.get $other) (i32.const 1)))))

  ;; Shell's sort: in steps of so many entries at first.
  (func $sort (param $step i32)
    (local $gap i32) (local $next i32) (local $at i32) (local $before i32) (local $half i64)
    (loop $steps
      (local.set $gap (i32.shl (local.get $step) (i32.const 4)))
      (local.set $next (i32.add (i32.const {NAMES}) (local.get $gap)))
      (loop $entries
        (local.set $at (local.get $next))
        (loop $sink
          (local.set $before (i32.sub (local.get $at) (local.get $gap)))
          (if (i32.ge_s (local.get $before) (i32.const {NAMES}))
            (then
              (if (call $is_before (local.get $at) (local.get $before))
                (then
                  (local.set $half (i64.load (local.get $at)))
                  (i64.store (local.get $at) (i64.load (local.get $before)))
                  (i64.store (local.get $before) (local.get $half))
                  (local.set $half (i64.load offset=8 (local.get $at)))
                  (i64.store offset=8 (local.get $at) (i64.load offset=8 (local.get $before)))
                  (i64.store offset=8 (local.get $before) (local.get $half))
                  (local.set $at (local.get $before))
                  (br $sink))))))
        (local.set $next (i32.add (local.get $next) (i32.const 16)))
        (br_if $entries (i32.lt_u (local.get $next) (i32.const {NAMES_END}))))
      (local.set $step (i32.div_u (local.get $step) (i32.const 3)))
      (br_if $steps (local.get $step))))
  (; end ;)

  (func $unpack
    (; if POWERS ;)
    (call $powers)
    (; end ;)
    (; if NAMES ;)
    (call $names)
    ;; 1093, 364, 121, 40, 13, 4, 1
    (call $sort (i32.const 1093))
    (; end ;))
  (start $unpack))
