-- zh: 各类指标中能衡量的占多少
-- en: the share of measurable targets under each node of the indicator tree
select coalesce(node, '—') as node, count(*) as indicators,
  round(100 * count(*) filter (kind not in ('qualitative', 'unknown')) / count(*), 1) as measurable_percent
from indicators where not midterm group by 1 order by indicators desc, node
