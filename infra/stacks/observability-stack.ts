import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { type App, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import type { DeploymentSettings } from '../settings.ts';
import type { DataStack } from './data-stack.ts';
import type { GatewayStack } from './gateway-stack.ts';
import type { PipelineStack } from './pipeline-stack.ts';

export interface ObservabilityStackProps extends StackProps {
  readonly settings: DeploymentSettings;
  readonly data: DataStack;
  readonly gateway: GatewayStack;
  readonly pipeline: PipelineStack;
}

const minute = Duration.minutes(1);
const fiveMinutes = Duration.minutes(5);

/** One dashboard, and the alarms that a person must act on. */
export class ObservabilityStack extends Stack {
  private readonly alarms: AlarmTopic;

  constructor(app: App, id: string, props: ObservabilityStackProps) {
    super(app, id, props);
    this.alarms = new AlarmTopic(this, 'Alarms', { email: props.settings.alarmEmail });
    const rows = [
      this.watchApi(props.gateway),
      this.watchPipeline(props.pipeline),
      this.watchFunctions(props.pipeline),
      this.watchDatabase(props.data, props.settings),
    ];
    const dashboard = new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: `elenchus-${props.settings.stage.name}`,
    });
    dashboard.addWidgets(
      new cloudwatch.AlarmStatusWidget({ title: 'Alarms', width: 24, alarms: this.alarms.alarms }),
    );
    for (const row of rows) dashboard.addWidgets(...row);
  }

  private watchApi({ api }: GatewayStack): cloudwatch.IWidget[] {
    const requests = api.metricCount({ period: minute, label: 'requests' });
    const failed = api.metricServerError({ period: minute, statistic: 'Sum', label: '5xx' });
    const p95 = api.metricLatency({ period: minute, statistic: 'p95', label: 'p95' });
    const failedPercent = new cloudwatch.MathExpression({
      expression: 'IF(requests > 0, 100 * failed / requests, 0)',
      usingMetrics: { requests, failed },
      period: minute,
      label: '5xx, percent',
    });
    this.alarms.addAlarm('ApiErrors', {
      metric: failedPercent,
      threshold: 5,
      evaluationPeriods: 5,
      runbook:
        'more than 5 % of the requests fail. Find the route in the access log (status 5xx), then its function log by requestId; after a deploy, roll back (infra/README.md).',
    });
    this.alarms.addAlarm('ApiLatency', {
      metric: p95,
      threshold: 1000,
      evaluationPeriods: 5,
      runbook:
        'p95 above 1 s for 5 minutes. Compare the routes on the dashboard; look at the ACU and connections of the database, then at the heaviest statements in Performance Insights.',
    });
    return [
      graph('Requests', [requests, failed]),
      graph('Latency, ms', [p95, api.metricLatency({ period: minute, statistic: 'p50', label: 'p50' })]),
      graph('5xx, percent', [failedPercent]),
    ];
  }

  private watchPipeline({ deadLetterQueues, ingest, machines }: PipelineStack): cloudwatch.IWidget[] {
    for (const queue of deadLetterQueues) {
      const name = queue.node.path.split('/').slice(1).join('');
      this.alarms.addAlarm(`${name}Messages`, {
        metric: queue.metricApproximateNumberOfMessagesVisible({ period: minute, statistic: 'Maximum' }),
        threshold: 0,
        evaluationPeriods: 1,
        runbook:
          'a message could not be handled. Read it and the log of its function, remove the cause, then start a redrive of this queue in SQS; documents without an execution are also found by reconcileDocuments, mails that wait by reconcileMails (a log line mail.deferred says why they do).',
      });
    }
    const waiting = ingest.queue.metricApproximateNumberOfMessagesVisible({
      period: minute,
      statistic: 'Maximum',
    });
    this.alarms.addAlarm('IngestBacklog', {
      metric: waiting,
      threshold: 100,
      evaluationPeriods: 15,
      runbook:
        'more than 100 uploads wait for 15 minutes. Look at the errors and throttles of startIngestion and at the connections of the database.',
    });
    const executions = Object.entries(machines).map(([name, machine]) => {
      const failed = machine.metricFailed({ period: fiveMinutes, statistic: 'Sum', label: 'failed' });
      const timedOut = machine.metricTimedOut({ period: fiveMinutes, statistic: 'Sum', label: 'timed out' });
      this.alarms.addAlarm(`${name}Failures`, {
        metric: new cloudwatch.MathExpression({
          expression: 'FILL(failed, 0) + FILL(timedOut, 0)',
          usingMetrics: { failed, timedOut },
          period: fiveMinutes,
        }),
        threshold: 0,
        evaluationPeriods: 1,
        runbook: `an execution of ${name} failed. Open it in Step Functions, read the failing step's log; when the cause is gone, reprocess the document.`,
      });
      const started = machine.metricStarted({ period: fiveMinutes, statistic: 'Sum', label: 'started' });
      return graph(`Executions of ${name}`, [started, failed, timedOut]);
    });
    return [graph('Uploads waiting', [waiting]), ...executions];
  }

  private watchFunctions({ unattended }: PipelineStack): cloudwatch.IWidget[] {
    // Errors of routes show as 5xx and errors of tasks as failed executions; these have no caller.
    for (const { row, function: handler } of unattended) {
      // What runs once an hour or less never fails in three periods on end.
      const isRare = row.trigger === 'schedule' && !/^rate\(\d minutes\)$/.test(row.schedule);
      const readLog =
        row.operation === 'anchorAuditHeads'
          ? 'Look for audit.chain_broken in its log: that audit log is not as it was written, see infra/README.md.'
          : 'Read its log, newest error first.';
      this.alarms.addAlarm(`${row.operation}Errors`, {
        metric: handler.metricErrors({ period: fiveMinutes, statistic: 'Sum' }),
        threshold: 0,
        evaluationPeriods: isRare ? 1 : 3,
        runbook: `${row.operation} failed${isRare ? '' : ' in three periods of 5 minutes on end'}. ${readLog}`,
      });
    }
    // Concurrency is one pool for the whole account and region, so the metric has no dimension.
    const throttles = new cloudwatch.Metric({
      namespace: 'AWS/Lambda',
      metricName: 'Throttles',
      statistic: 'Sum',
      period: minute,
      label: 'throttles',
    });
    this.alarms.addAlarm('FunctionThrottles', {
      metric: throttles,
      threshold: 0,
      evaluationPeriods: 5,
      runbook:
        'Lambda turned calls away for 5 minutes. See which function takes the concurrency of the account; ask for a higher quota or reserve some for the API.',
    });
    return [
      graph(
        'Errors without a caller',
        unattended.map(({ row, function: handler }) =>
          handler.metricErrors({ period: fiveMinutes, statistic: 'Sum', label: row.operation }),
        ),
      ),
      graph('Throttles', [throttles]),
    ];
  }

  private watchDatabase({ database }: DataStack, { stage }: DeploymentSettings): cloudwatch.IWidget[] {
    const connections = database.cluster.metricDatabaseConnections({ period: minute, statistic: 'Maximum' });
    const capacity = database.cluster.metric('ACUUtilization', { period: minute, statistic: 'Average' });
    this.alarms.addAlarm('DatabaseConnections', {
      metric: connections,
      threshold: stage.connectionAlarm,
      evaluationPeriods: 5,
      runbook:
        'above 80 % of the connections. Look for pinned connections in the log of the proxy and for transactions that stay open (pg_stat_activity).',
    });
    this.alarms.addAlarm('DatabaseCapacity', {
      metric: capacity,
      threshold: 90,
      evaluationPeriods: 15,
      runbook:
        'Aurora works at its limit for 15 minutes. Find the heaviest statements in Performance Insights; if the load is real, raise maxAuroraUnits in infra/settings.ts.',
    });
    return [graph('Database connections', [connections]), graph('Aurora capacity used, percent', [capacity])];
  }
}

function graph(title: string, left: cloudwatch.IMetric[]): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({ title, left, width: 8 });
}
