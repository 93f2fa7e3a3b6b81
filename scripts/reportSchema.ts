import { writeFileSync } from 'node:fs';
import { reportSchemaText } from '../conformance/report/reportSchema.ts';
import { protocolSchemaText } from '../conformance/subject/protocol.ts';

/** Writes conformance/report/report.schema.json and conformance/protocol.schema.json from the schemas that the sources hold. */
writeFileSync(new URL('../conformance/report/report.schema.json', import.meta.url), reportSchemaText());
writeFileSync(new URL('../conformance/protocol.schema.json', import.meta.url), protocolSchemaText());
