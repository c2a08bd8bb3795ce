// Package imagemeta stands in for the module of this name, which Hugo reads pictures with: sizes and counts of frames are read,
// EXIF, IPTC and XMP are not. Hugo then behaves as for a picture that has none of them.
package imagemeta

import (
	"errors"
	"io"
	"time"
)

// ImageFormat is the format of a picture.
type ImageFormat int

// The formats that Hugo names.
const (
	JPEG ImageFormat = iota + 1
	TIFF
	PNG
	WebP
	HEIF
	AVIF
	GIF
)

// Source is a set of the kinds of data in a picture.
type Source uint32

// The kinds that Hugo asks for. CONFIG is the size.
const (
	EXIF Source = 1 << iota
	IPTC
	XMP
	CONFIG
)

// IsZero reports whether the set is empty.
func (s Source) IsZero() bool { return s == 0 }

// TagInfo is one value of EXIF, IPTC or XMP.
type TagInfo struct {
	Source         Source
	Tag, Namespace string
	Value          any
}

// Options says what to read. The functions for tags are never called.
type Options struct {
	R               io.ReadSeeker
	ImageFormat     ImageFormat
	ShouldHandleTag func(TagInfo) bool
	HandleTag       func(TagInfo) error
	Sources         Source
	Warnf           func(string, ...any)
}

// ImageConfig is the size in pixels, and how many pictures follow each other.
type ImageConfig struct{ Width, Height, FrameCount int }

// DecodeResult is what Decode finds.
type DecodeResult struct{ ImageConfig ImageConfig }

// Decode reads the size, if it is asked for.
func Decode(options Options) (result DecodeResult, err error) {
	if options.Sources&CONFIG == 0 {
		return result, nil
	}
	content, err := io.ReadAll(options.R)
	if err != nil {
		return result, err
	}
	result.ImageConfig, err = sizeOf(content, options.ImageFormat)
	return result, err
}

var errNone = errors.New("the picture has no such data")

// Tags are those of a picture: none.
type Tags struct{}

// Add drops the tag.
func (*Tags) Add(TagInfo) {}

// All returns no tags.
func (Tags) All() map[string]TagInfo { return nil }

// GetDateTime returns an error, as for a picture without a date.
func (Tags) GetDateTime() (time.Time, error) { return time.Time{}, errNone }

// GetLatLong returns an error, as for a picture without a place.
func (Tags) GetLatLong() (latitude, longitude float64, err error) { return 0, 0, errNone }
