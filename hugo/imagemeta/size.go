package imagemeta

import (
	"bytes"
	"encoding/binary"
	"errors"
)

var errShort = errors.New("the picture ends too early")

// sizeOf reads the size of the formats for which Hugo asks.
func sizeOf(content []byte, format ImageFormat) (config ImageConfig, err error) {
	defer func() {
		if recover() != nil { // an index behind the end
			err = errShort
		}
	}()
	switch format {
	case PNG:
		return png(content)
	case GIF:
		return gif(content)
	case WebP:
		return webp(content)
	case AVIF, HEIF:
		return heif(content)
	default:
		return config, errors.New("the size of this format is not read here")
	}
}

// png reads chunks: IHDR has the size; acTL, before the first IDAT, the number of frames.
func png(content []byte) (ImageConfig, error) {
	config := ImageConfig{FrameCount: 1}
	for at := 8; at+8 <= len(content); {
		length := int(binary.BigEndian.Uint32(content[at:]))
		data := content[at+8:]
		switch string(content[at+4 : at+8]) {
		case "IHDR":
			config.Width, config.Height = int(binary.BigEndian.Uint32(data)), int(binary.BigEndian.Uint32(data[4:]))
		case "acTL":
			config.FrameCount = int(binary.BigEndian.Uint32(data))
		case "IDAT":
			return config, nil
		}
		at += length + 12
	}
	return config, errShort
}

// gif reads the size of the screen, and counts the descriptors of images.
func gif(content []byte) (ImageConfig, error) {
	config := ImageConfig{Width: int(binary.LittleEndian.Uint16(content[6:])), Height: int(binary.LittleEndian.Uint16(content[8:]))}
	at := 13 + colours(content[10])
	for at < len(content) {
		switch content[at] {
		case 0x21: // an extension
			at = afterBlocks(content, at+2)
		case 0x2c: // an image
			config.FrameCount++
			at = afterBlocks(content, at+10+colours(content[at+9])+1)
		default:
			return config, nil
		}
	}
	return config, nil
}

// colours is the length of the table of colours that a byte of flags announces.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// afterBlocks skips blocks, each behind its length, up to an empty one.
func afterBlocks(content []byte, at int) int {
	for content[at] != 0 {
		at += int(content[at]) + 1
	}
	return at + 1
}

// webp reads chunks: the first has the size, each ANMF is a frame.
func webp(content []byte) (ImageConfig, error) {
	config := ImageConfig{}
	for at := 12; at+8 <= len(content); {
		length := int(binary.LittleEndian.Uint32(content[at+4:]))
		data := content[at+8:]
		width, height := 0, 0
		switch string(content[at : at+4]) {
		case "VP8X":
			width, height = 1+little24(data[4:]), 1+little24(data[7:])
		case "VP8 ":
			width, height = int(binary.LittleEndian.Uint16(data[6:])&0x3fff), int(binary.LittleEndian.Uint16(data[8:])&0x3fff)
		case "VP8L":
			bits := binary.LittleEndian.Uint32(data[1:])
			width, height = 1+int(bits&0x3fff), 1+int(bits>>14&0x3fff)
		case "ANMF":
			config.FrameCount++
		}
		if config.Width == 0 {
			config.Width, config.Height = width, height
		}
		at += 8 + length + length&1
	}
	if config.Width == 0 {
		return config, errShort
	}
	config.FrameCount = max(config.FrameCount, 1)
	return config, nil
}

func little24(data []byte) int { return int(data[0]) | int(data[1])<<8 | int(data[2])<<16 }

// heif takes the largest of the sizes that boxes named ispe state: thumbnails and tiles have smaller ones.
func heif(content []byte) (ImageConfig, error) {
	config := ImageConfig{FrameCount: 1}
	for at := bytes.Index(content, []byte("ispe")); at >= 0; {
		width, height := int(binary.BigEndian.Uint32(content[at+8:])), int(binary.BigEndian.Uint32(content[at+12:]))
		if width*height > config.Width*config.Height {
			config.Width, config.Height = width, height
		}
		next := bytes.Index(content[at+4:], []byte("ispe"))
		if next < 0 {
			break
		}
		at += 4 + next
	}
	if config.Width == 0 {
		return config, errShort
	}
	return config, nil
}
