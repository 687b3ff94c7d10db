// Real servers, a browser and load share two cores in CI: one test at a time keeps their timings honest.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
