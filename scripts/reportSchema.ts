import { writeFileSync } from 'node:fs';
import { reportSchemaText } from '../conformance/report/reportSchema.ts';

/** Writes conformance/report/report.schema.json from the schema that the sources hold. */
writeFileSync(new URL('../conformance/report/report.schema.json', import.meta.url), reportSchemaText());
