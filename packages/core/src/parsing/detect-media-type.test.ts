import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DETECTION_HEAD_BYTES, detectMediaType } from './detect-media-type.ts';

function detect(fileName: string, content: string | Uint8Array) {
  const head = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  return detectMediaType({ fileName, sizeBytes: head.length, head });
}

const zip = 'PK\x03\x04\x14\0\x06\0';
const ole = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
const elf = '\x7fELF\x02\x01\x01\0';
const windowsProgram = `MZ${'\0'.repeat(58)}\x80\0\0\0${'\0'.repeat(64)}PE\0\0`;

test.each([
  ['contract.pdf', '%PDF-1.7\n', 'application/pdf'],
  ['CONTRACT.PDF', '%PDF-1.7\n', 'application/pdf'],
  ['contract.pdf', `${' '.repeat(1000)}%PDF-1.7\n`, 'application/pdf'],
  ['contract', '%PDF-1.7\n', 'application/pdf'],
  ['notes.txt', 'Some notes', 'text/plain'],
  ['filing.txt', '<html><body>', 'text/plain'],
  ['notes', 'Some notes', 'text/plain'],
  ['server.log', 'Some notes', 'text/plain'],
  ['x.constructor', 'Some notes', 'text/plain'],
  ['x.__proto__', 'Some notes', 'text/plain'],
  ['x.toString', '%PDF-1.7\n', 'application/pdf'],
  ['terms.md', '# Terms', 'text/markdown'],
  ['terms.v2.Markdown', '# Terms', 'text/markdown'],
  ['blank.txt', ' \n', 'text/plain'],
  ['log.txt', 'From: a@b.example\nTo: c@d.example\n\nHi', 'text/plain'],
  ['front-matter.md', '---\ntitle: Terms\n---\n<div>Terms</div>', 'text/markdown'],
  ['format.md', '# Files\n\n```\n%PDF-1.7\n```\n', 'text/markdown'],
  ['format.txt', 'A file begins with\n%PDF-1.7\n', 'text/plain'],
  ['format.pdf', 'HTTP/1.1 200 OK\n\n%PDF-1.7\n', 'application/pdf'],
  ['format', 'HTTP/1.1 200 OK\n\n%PDF-1.7\n', 'application/pdf'],
  ['page.html', '<html>', 'text/html'],
  ['page.htm', 'no tag at all', 'text/html'],
  ['page.html', 'From: me\nTo: you\n', 'text/html'],
  ['page', '\xef\xbb\xbf <!-- saved --><?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">', 'text/html'],
  ['page', Buffer.from('\ufeff<html><body>utf-16</body></html>', 'utf16le'), 'text/html'],
  ['word-web-page.doc', '<html xmlns:w="urn:schemas-microsoft-com:office:word">', 'text/html'],
  ['mail.eml', 'From: someone@example.com', 'message/rfc822'],
  ['mail.eml', 'Content-Type: multipart/mixed; boundary="1"\n\n--1', 'message/rfc822'],
  ['mail.eml', '\n\nnot a header at all', 'message/rfc822'],
  ['1.', 'Message-ID: <1@example.com>\nDate: Mon, 26 Nov 2001 13:15:06 -0800\n', 'message/rfc822'],
  ['inbox', 'From a@b.example Tue May 10 11:28:07 2005\nReturn-Path: <a@b.example>\n', 'message/rfc822'],
  ['mail', 'Received: from a\n\tby b\nContent-Transfer-Encoding: binary\n\n\0\x01', 'message/rfc822'],
  ['mail.msg', 'Received: from a\nSubject: b\n\n', 'message/rfc822'],
  ['report.pdf', `${ole.slice(0, 2)}\n%PDF-1.4`, 'application/pdf'],
  ['letter', '\xdc\xa5\x65\0', 'application/msword'],
  // Versions before Word 6: the reader says that it cannot read them.
  ['letter.doc', '\xfe\x37\0\x23\0\0\0\0\x24\0', 'application/msword'],
  ['letter.doc', '\x9b\xa5\x21\0', 'application/msword'],
  ['letter.doc', '\x31\xbe\0\0\0\xab\0\0', 'application/msword'],
  // Where the head does not tell, the extension does.
  ['letter.docx', zip, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['letter.doc', ole, 'application/msword'],
  ['mail.msg', ole, 'application/vnd.ms-outlook'],
])('%s with %j is %s', (fileName, content, mediaType) => {
  expect(detect(fileName, content)).toEqual({ outcome: 'readable', mediaType });
});

test.each([
  ['empty.pdf', '', 'empty'],
  ['tool.pdf', elf, 'type_mismatch'],
  ['tool.pdf', `${elf}%PDF-1.7`, 'type_mismatch'],
  ['tool.pdf', windowsProgram, 'type_mismatch'],
  ['office.pdf', zip, 'type_mismatch'],
  ['page.pdf', '<!DOCTYPE html><title>%PDF-1.4</title>', 'type_mismatch'],
  ['note.pdf', 'just words', 'type_mismatch'],
  ['late.pdf', `${' '.repeat(1030)}%PDF-1.7\n`, 'type_mismatch'],
  ['notes.md', 'words\0words', 'type_mismatch'],
  ['notes.md', '%PDF-1.7\n', 'type_mismatch'],
  ['notes.md', '\r\n%PDF-1.7\n', 'type_mismatch'],
  ['notes.txt', 'junk\0\x01\n%PDF-1.7\n', 'type_mismatch'],
  ['letter.docx', 'junk\n%PDF-1.7\n', 'type_mismatch'],
  ['notes.txt', elf, 'type_mismatch'],
  ['letter.txt', '{\\rtf1 text}', 'type_mismatch'],
  ['letter.docx', '%PDF-1.7\n', 'type_mismatch'],
  ['letter.docx', 'just words', 'type_mismatch'],
  ['letter.doc', 'just words', 'type_mismatch'],
  ['letter.docx', '<html>', 'type_mismatch'],
  ['mail.msg', '<html>', 'type_mismatch'],
  ['mail.eml', '%PDF-1.7\n', 'type_mismatch'],
  ['page.html', '\x89PNG\r\n\x1a\n', 'type_mismatch'],
  ['mail.pdf', 'Received: from a\nSubject: b\n\n', 'type_mismatch'],
  ['unknown', zip, 'unsupported_type'],
  ['unknown', ole, 'unsupported_type'],
  ['letter.rtf', '{\\rtf1 text}', 'unsupported_type'],
  ['letter.doc', '{\\rtf1 text}', 'unsupported_type'],
  ['page.mht', 'From: <Saved by Blink>\nMIME-Version: 1.0\n', 'unsupported_type'],
  ['page.doc', 'From: <Saved by Microsoft>\nMIME-Version: 1.0\n', 'unsupported_type'],
  ['scan.png', '\x89PNG\r\n\x1a\n', 'unsupported_type'],
  ['setup.exe', windowsProgram, 'unsupported_type'],
  ['data.bin', '\x01\x02\x03\0', 'unsupported_type'],
])('%s with %j is rejected as %s', (fileName, content, code) => {
  const detection = detect(fileName, content);
  expect(detection).toMatchObject({ outcome: 'rejected', code });
  expect(detection).toHaveProperty('message', expect.stringMatching(/Please [a-z ]+/));
});

test('random bytes are never taken for Markdown', () => {
  const bytes = fc.uint8Array({ minLength: 600, maxLength: 2000, size: 'max' });
  fc.assert(
    fc.property(
      bytes.filter((random) => random[0] !== 0xff && random[0] !== 0xfe),
      (random) => {
        expect(detect('notes.md', random)).toMatchObject({ outcome: 'rejected', code: 'type_mismatch' });
      },
    ),
  );
});

test('a head that ends in mid-character is text', () => {
  const head = Buffer.from(`${'a'.repeat(DETECTION_HEAD_BYTES - 1)}€`).subarray(0, DETECTION_HEAD_BYTES);
  const file = { fileName: 'prices.txt', head };
  expect(detectMediaType({ ...file, sizeBytes: DETECTION_HEAD_BYTES + 2 })).toEqual({
    outcome: 'readable',
    mediaType: 'text/plain',
  });
});
