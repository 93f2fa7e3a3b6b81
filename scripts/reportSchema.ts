import { writeFileSync } from 'node:fs';
import { ledgerSchemaText } from '../conformance/judge/ledger.ts';
import { reportSchemaText } from '../conformance/report/reportSchema.ts';
import { protocolSchemaText } from '../conformance/subject/protocol.ts';

/** Writes the schemas of reports, ledgers and the protocol from those that the sources hold. */
writeFileSync(new URL('../conformance/report/report.schema.json', import.meta.url), reportSchemaText());
writeFileSync(new URL('../conformance/protocol.schema.json', import.meta.url), protocolSchemaText());
writeFileSync(new URL('../conformance/judge/ledger.schema.json', import.meta.url), ledgerSchemaText());
