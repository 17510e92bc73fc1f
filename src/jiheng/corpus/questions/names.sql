-- zh: 最常见的指标名称
-- en: the commonest names of indicators
with commonest as (select bare, node, count(*) as indicators from indicators where not midterm group by all order by indicators desc, bare limit 100)
select bare as name, node, mode(text) as usual_target, any_value(commonest.indicators) as indicators
from commonest join indicators using (bare, node) where not midterm group by bare, node order by indicators desc, name
