import { writeFileSync } from 'node:fs';
import { reportSchemaText } from '../conformance/reportSchema.ts';

/** Writes conformance/report.schema.json from the schema that the sources hold. */
writeFileSync(new URL('../conformance/report.schema.json', import.meta.url), reportSchemaText());
