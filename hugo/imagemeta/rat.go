package imagemeta

import (
	"encoding"
	"errors"
	"fmt"
)

// Rat is a rational number, as EXIF has them.
type Rat[T int32 | uint32] interface {
	Num() T
	Den() T
	Float64() float64
	String() string
}

type rat[T int32 | uint32] struct{ num, den T }

// Hugo writes values of this type into its cache.
var (
	_ encoding.TextMarshaler   = (*rat[int32])(nil)
	_ encoding.TextUnmarshaler = (*rat[int32])(nil)
)

// NewRat makes a rational number.
func NewRat[T int32 | uint32](num, den T) (Rat[T], error) {
	if den == 0 {
		return nil, errors.New("a rational number has no denominator of 0")
	}
	return &rat[T]{num, den}, nil
}

func (r *rat[T]) Num() T           { return r.num }
func (r *rat[T]) Den() T           { return r.den }
func (r *rat[T]) Float64() float64 { return float64(r.num) / float64(r.den) }
func (r *rat[T]) String() string   { return fmt.Sprintf("%d/%d", r.num, r.den) }

func (r *rat[T]) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

func (r *rat[T]) UnmarshalText(text []byte) error {
	_, err := fmt.Sscanf(string(text), "%d/%d", &r.num, &r.den)
	return err
}
