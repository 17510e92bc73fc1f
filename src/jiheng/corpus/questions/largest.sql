-- zh: 金额最大的项目
-- en: the projects with the most money
select project, unit, year, total from declarations where total is not null order by total desc, project limit 50
