// Most of the time of a test is waiting: for servers that start, for limits that expire. A few go side by side, also on two cores; those that measure come behind
// the others, one at a time (Measuring).
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer("WebPublisher.EndToEnd.Tests.LongestFirst", "WebPublisher.EndToEnd.Tests")]
