/** What a file's bytes say it is; `text` and `binary` are what is left when no signature fits. */
export type ContentKind =
  | 'pdf'
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
