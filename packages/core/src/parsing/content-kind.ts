/** What a file's bytes say it is; `text` and `binary` are what is left when no signature fits. */
export type ContentKind =
  | 'pdf'
  /** Text that holds the header of a PDF in its first lines: a PDF with something before it, or a text about PDFs. */
  | 'pdf-in-text'
  | 'word'
  | 'word97'
  | 'outlook'
  | 'encrypted-office'
  | 'spreadsheet'
  | 'presentation'
  | 'drawing'
  | 'opendocument'
  | 'book'
  /** A ZIP archive of which the head does not tell more. */
  | 'zip'
  /** A compound file of which the head does not tell more. */
  | 'ole'
  | 'rtf'
  | 'html'
  | 'web-archive'
  | 'email'
  | 'image'
  | 'program'
  | 'archive'
  | 'media'
  | 'text'
  | 'binary';
