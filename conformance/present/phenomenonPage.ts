import type { Phenomenon, Prediction } from '../../spec/phenomenon.ts';
import { list, page, section } from './_internal/page.ts';

/** What `show phenomena.P001` prints. */
export const phenomenonPage = ({
  id,
  claim,
  needs,
  gradient,
  setup,
  predictions,
  series,
  sources,
}: Phenomenon): string =>
  page([
    `# ${id}`,
    claim,
    section('Setup', setup),
    section('Predictions', list(Object.values<Prediction>(predictions).map(predictionText))),
    section(
      'Needs',
      list(needs.map((needed, at) => (gradient === true && at === 0 ? `${needed.id} and its gradient` : needed.id))),
    ),
    section('Series', `Columns of the report of \`${id}/holds\`: ${series.join(', ')}.`),
    section('Sources', list(sources.map(({ title, where }) => `${title}, ${where}`))),
  ]);

const predictionText = ({ measured, formula, value, because }: Prediction): string =>
  `${measured} is ${formula}${formula === String(value) ? '' : ` = ${value}`}, as near as this allows: ${because}`;
