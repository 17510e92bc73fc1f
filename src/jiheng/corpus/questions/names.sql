-- zh: 最常见的指标名称
-- en: the commonest names of indicators
select bare as name, node, mode(text) as usual_target, count(*) as indicators
from indicators where not midterm group by bare, node order by indicators desc, name limit 100
