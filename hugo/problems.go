package main

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/gohugoio/hugo/common/herrors"
)

// Problem is what Hugo reports, with its place in the site where it names one.
type Problem struct {
	Severity, Message, File string
	Line, Column            int
}

func (p Problem) toMap() map[string]any {
	place := func(number int) any {
		if number < 1 {
			return nil
		}
		return number
	}
	var file any
	if p.File != "" {
		file = p.File
	}
	return map[string]any{"severity": p.Severity, "message": p.Message, "file": file, "line": place(p.Line), "column": place(p.Column)}
}

func hasError(problems []Problem) bool {
	for _, problem := range problems {
		if problem.Severity == "error" {
			return true
		}
	}
	return false
}

// counted is the error of a build that only says that errors were logged: those are problems already.
var counted = regexp.MustCompile(`^logged \d+ error\(s\)$`)

// problemsIn takes an error of Hugo apart, from the view of a post.
func problemsIn(err error, post string) (problems []Problem) {
	for _, one := range herrors.Errors(err) {
		if !counted.MatchString(one.Error()) {
			problems = append(problems, problemOf(one, post))
		}
	}
	return problems
}

// problemOf places an error in the post, if it arose there, else in the innermost file; the message then names a template.
func problemOf(err error, post string) Problem {
	problem := Problem{Severity: "error", Message: err.Error()}
	inner, innerAt := "", ""
	for _, place := range herrors.UnwrapFileErrors(err) {
		position := place.Position()
		file, ours := strings.CutPrefix(position.Filename, root+"/")
		if !ours {
			continue
		}
		inner, innerAt = file, fmt.Sprintf("%s:%d:%d: ", file, position.LineNumber, position.ColumnNumber)
		problem.Message = errors.Unwrap(place).Error()
		if file == post || problem.File == "" || problem.File != post {
			problem.File, problem.Line, problem.Column = file, position.LineNumber, position.ColumnNumber
		}
	}
	if denied := denial.FindStringSubmatch(problem.Message); denied != nil {
		problem.Message = fmt.Sprintf("%s%q is not allowed by %s", denied[1], denied[2], denied[3])
		if denied[3] == "security.http.urls" {
			problem.Message = fmt.Sprintf("%sHugo has no network here: %s was not asked for", denied[1], denied[2])
		}
	}
	problem.Message = withoutRoot(strings.TrimSpace(excerpt.ReplaceAllString(preamble.ReplaceAllString(problem.Message, ""), "")))
	if inner != problem.File {
		problem.Message = innerAt + problem.Message
	}
	return problem
}

// preamble says where a template failed, which is said already.
var preamble = regexp.MustCompile(`^execute of template failed: template: [^ ]+:\d+:\d+: `)

// excerpt is a place as the reader of YAML counts and draws it, without the first line of the front matter.
var excerpt = regexp.MustCompile(`(?s)^\[\d+:\d+\] |\n>? *\d+ \| .*$`)

// denial is followed by the whole security policy.
var denial = regexp.MustCompile(`(?s)^(.*)access denied: "([^"]+)" is not whitelisted in policy "([^"]+)";.*$`)

// about returns the problems that a post cannot be rendered with: another post's are none of them.
func about(post string, problems []Problem) (its []Problem) {
	for _, problem := range problems {
		if problem.File == post || !strings.HasPrefix(problem.File, "content/") {
			its = append(its, problem)
		}
	}
	return its
}

func withoutRoot(message string) string { return strings.ReplaceAll(message, root+"/", "") }

// recoverTo makes a problem of a panic of Hugo's, which would end the worker.
func recoverTo(problems *[]Problem) {
	if reason := recover(); reason != nil {
		*problems = append(*problems, Problem{Severity: "error", Message: fmt.Sprintf("Hugo failed: %v", reason)})
	}
}

// log takes what Hugo writes for a terminal.
type log struct {
	mutex sync.Mutex
	text  strings.Builder
}

func (l *log) Write(text []byte) (int, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.text.Write(text)
}

var (
	entry = regexp.MustCompile(`(?m)^(ERROR|WARN|INFO|DEBUG) +`)
	// naming is a message that has its file in words alone: about a date that is none, for one.
	naming = regexp.MustCompile(`(?s)^(.+): see "?` + root + `/([^"]+)"?$`)
	place  = regexp.MustCompile(`"?` + root + `/([^":\n]+):(\d+):(\d+)"?`)
)

// drain returns the warnings and errors so far, and forgets them.
func (l *log) drain() (problems []Problem) {
	l.mutex.Lock()
	text := l.text.String()
	l.text.Reset()
	l.mutex.Unlock()
	starts := entry.FindAllStringSubmatchIndex(text, -1)
	for i, start := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		level, message := text[start[2]:start[3]], strings.TrimSpace(text[start[1]:end])
		problem := Problem{Message: withoutRoot(message)}
		switch level {
		case "ERROR":
			problem.Severity = "error"
		case "WARN":
			problem.Severity = "warning"
		default:
			continue
		}
		if found := place.FindStringSubmatch(message); found != nil {
			problem.File = found[1]
			problem.Line, _ = strconv.Atoi(found[2])
			problem.Column, _ = strconv.Atoi(found[3])
		} else if found := naming.FindStringSubmatch(message); found != nil {
			problem.Message, problem.File, problem.Line = found[1], found[2], 1
		}
		problems = append(problems, problem)
	}
	return problems
}
