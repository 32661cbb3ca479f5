import type { Message } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSMessageAttributes, SQSRecord } from 'aws-lambda';

/** The event that Lambda makes of a batch of messages. */
export function sqsEvent(messages: readonly Message[], queueArn: string, region: string): SQSEvent {
  return { Records: messages.map((message) => record(message, queueArn, region)) };
}

function record(message: Message, queueArn: string, region: string): SQSRecord {
  const attributes = { ...message.Attributes };
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: {
      ...attributes,
      ApproximateReceiveCount: attributes.ApproximateReceiveCount ?? '1',
      SentTimestamp: attributes.SentTimestamp ?? '',
      SenderId: attributes.SenderId ?? '',
      ApproximateFirstReceiveTimestamp: attributes.ApproximateFirstReceiveTimestamp ?? '',
    },
    messageAttributes: messageAttributes(message),
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

function messageAttributes(message: Message): SQSMessageAttributes {
  return Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
      name,
      {
        dataType: value.DataType ?? 'String',
        stringListValues: [],
        binaryListValues: [],
        ...(value.StringValue !== undefined && { stringValue: value.StringValue }),
        ...(value.BinaryValue && { binaryValue: Buffer.from(value.BinaryValue).toString('base64') }),
      },
    ]),
  );
}

/**
 * The messages that Lambda takes as done. With partial responses an identifier that is empty or not of the
 * batch makes the whole batch fail, as on AWS.
 */
export function succeededMessages(
  messages: readonly Message[],
  response: SQSBatchResponse | undefined,
  reportBatchItemFailures: boolean,
): readonly Message[] {
  const failures: unknown = reportBatchItemFailures ? (response?.batchItemFailures ?? []) : [];
  if (!Array.isArray(failures)) return [];
  const failed = new Set(failures.map((failure) => Object(failure).itemIdentifier));
  const ids = new Set(messages.map((message) => message.MessageId));
  if ([...failed].some((id) => !ids.has(id))) return [];
  return messages.filter((message) => !failed.has(message.MessageId));
}
