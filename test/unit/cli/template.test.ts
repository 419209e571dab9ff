import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compileTemplate } from '../../../src/cli/template/template.ts';
import { TemplateError } from '../../../src/cli/template/template-error.ts';

const DATA = {
  Name: '/web',
  Id: 'abcdef0123456789',
  Size: 1536,
  Running: true,
  Error: '',
  Nothing: null,
  Cmd: ['sleep', '10'],
  Labels: { b: '2', 'a.b': '1' },
  Networks: { back: { IP: '10.0.0.2' }, front: { IP: '10.1.0.2' } },
  Ports: [
    { Port: 80, Type: 'tcp' },
    { Port: 53, Type: 'udp' },
  ],
};

/** Expected texts are what Go's text/template and docker print. */
for (const [source, expected] of [
  ['plain', 'plain'],
  ['{{.Name}}', '/web'],
  ['{{ .Size }} {{.Running}}', '1536 true'],
  ['{{.Cmd}}', '[sleep 10]'],
  ['{{.Labels}}', 'map[a.b:1 b:2]'],
  ['{{.Nothing}}', '<no value>'],
  ['{{json .Cmd}} {{.Labels | json}}', '["sleep","10"] {"b":"2","a.b":"1"}'],
  ['{{index .Labels "a.b"}}{{index .Labels "none"}}', '1'],
  ['{{(index .Ports 1).Type}}', 'udp'],
  ['{{index .Cmd 0 | upper}}', 'SLEEP'],
  ['{{.Networks.back.IP}}', '10.0.0.2'],
  ['{{range .Cmd}}<{{.}}>{{end}}', '<sleep><10>'],
  ['{{range $k, $v := .Networks}}{{$k}}={{$v.IP}} {{end}}', 'back=10.0.0.2 front=10.1.0.2 '],
  ['{{range $i, $e := .Cmd}}{{if $i}},{{end}}{{$e}}{{end}}', 'sleep,10'],
  ['{{range .Nothing}}x{{else}}none{{end}}', 'none'],
  ['{{if .Error}}bad{{else if .Running}}up{{else}}down{{end}}', 'up'],
  ['{{if and .Running (eq .Size 1536)}}yes{{end}}', 'yes'],
  ['{{if or .Error (not .Running)}}yes{{else}}no{{end}}', 'no'],
  ['{{with .Networks.front}}{{.IP}} {{$.Name}}{{end}}', '10.1.0.2 /web'],
  ['{{$x := .Name}}{{$x}}', '/web'],
  ['{{join .Cmd "-"}} {{lower "AB"}} {{title "ab"}}', 'sleep-10 ab Ab'],
  ['{{len .Cmd}} {{len .Labels}} {{len .Name}}', '2 2 4'],
  ['{{slice .Id 0 12}} {{truncate .Id 3}}', 'abcdef012345 abc'],
  ['{{printf "%-6s|%3d|%q|%%" .Name 7 "a"}}', '/web  |  7|"a"|%'],
  ['{{println .Name}}', '/web\n'],
  ['{{pad .Name 1 2}}|', ' /web  |'],
  ['a {{- " b " -}} c', 'a b c'],
  ['{{/* nothing */}}x', 'x'],
  ['{{"\\t"}}{{`raw`}}', '\traw'],
  ['{{eq .Name "x" "/web"}} {{ne 1 2}} {{lt 1 2}} {{ge "b" "a"}}', 'true true true true'],
  ['{{split "a,b" ","}}', '[a b]'],
] as const) {
  test(`${source} is ${JSON.stringify(expected)}`, () => {
    assert.equal(compileTemplate(source)(DATA), expected);
  });
}

for (const source of [
  '{{',
  '{{.A',
  '{{end}}',
  '{{if .Name}}x',
  '{{.Name',
  '{{"x}}',
  '{{}}',
  '{{(.Name}}',
]) {
  test(`${source} is refused`, () => {
    assert.throws(() => compileTemplate(source), TemplateError);
  });
}

for (const source of [
  '{{.Nosuch}}',
  '{{.Nothing.X}}',
  '{{nosuch .}}',
  '{{.Name "x"}}',
  '{{index .Cmd 9}}',
  '{{$x}}',
  '{{.Name.X}}',
  '{{lt 1 "a"}}',
]) {
  test(`${source} fails when it is used`, () => {
    assert.throws(() => compileTemplate(source)(DATA), TemplateError);
  });
}
