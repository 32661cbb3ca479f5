import { expect, it } from 'vitest';
import { readMsgAttachments } from './msg-attachments.ts';
import { MapiProperties, type MessageFile } from './msg-properties.ts';

it('passes an attachment whose content cannot be read on without any, and says so', () => {
  const name = new Map([[0x3707001f, Buffer.from('lease.pdf', 'utf16le')]]);
  const file: MessageFile = {
    fields: { dataType: 'msg', attachments: [{ dataType: 'attachment', dataId: 7 }] },
    propertiesOf: () => new MapiProperties(name, undefined),
    contentOf: () => {
      throw new RangeError('Invalid typed array length: 512');
    },
  };
  expect(readMsgAttachments(file)).toEqual({
    embedded: [{ fileName: 'lease.pdf', content: new Uint8Array() }],
    notes: ['[Attachment whose content cannot be read: lease.pdf]'],
  });
});
