" Colours for journals of Servanda. Put this file into ~/.vim/syntax, and into ~/.vim/ftdetect a line
"   autocmd BufRead,BufNewFile *.treaty setfiletype treaty
" The words are those of docs/journal.md; a test holds them to the program's.
if exists("b:current_syntax")
  finish
endif

syntax iskeyword @,48-57,_,-,192-255
syntax keyword treatyEntry include source treaty pathway incomplete group assert claim deny
  \ clause relation quantity project event assessment undated decision batch
syntax keyword treatyAct negotiate initial adopt sign submit recommend approve reject ratify
  \ promulgate deposit exchange notify accede accept succeed reserve object declare amend extend
  \ renew suspend resume confirm withdraw terminate expire enter-into-force apply-provisionally register
  \ publish breach implement appoint invite
" Keywords of lines count at the beginning of a line alone.
syntax match treatyLine "^\s\+\(partial-consent\|amendment-on\|reservations\|provisional\|replaces-on\|territorial\|depositary\|later-from\|withdrawal\|amendment\|authority\|disclosed\|languages\|published\|publisher\|articles\|disputes\|in-force\|language\|replaces\|subjects\|survival\|consent\|parties\|renewal\|station\|member\|sha256\|signed\|stance\|force\|known\|later\|title\|also\|file\|form\|from\|norm\|note\|said\|says\|term\|unit\|zone\|url\|via\)\>\ze\( \|$\)"
syntax keyword treatyAnswer in-force not-in-force unknown disputed ambiguous ended suspended
syntax keyword treatyPart unauthorised provisions by with to at for until as whom of undo article if effect from on what
  \ count under per basis within waits optional to-verify about shall may org
syntax match treatyState "\<[A-Z]\{3}\>"
syntax match treatyDate "\<\d\{4}\(-\d\d\)\{0,2}[?~%]\?\>"
syntax match treatyPeriod "\<P\d[0-9YMWD]*\>"
syntax region treatyString start=+"+ skip=+\\.+ end=+"\|$+
syntax match treatyComment ";.*$"

highlight default link treatyEntry Statement
highlight default link treatyAct Function
highlight default link treatyLine Keyword
highlight default link treatyAnswer Constant
highlight default link treatyPart Operator
highlight default link treatyState Identifier
highlight default link treatyDate Number
highlight default link treatyPeriod Number
highlight default link treatyString String
highlight default link treatyComment Comment

let b:current_syntax = "treaty"
