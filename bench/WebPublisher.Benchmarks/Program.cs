using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using WebPublisher.Benchmarks.Records;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// In this process: a generated project would build under this repository's rules, which are not made for generated code.
var config = DefaultConfig.Instance
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default);
BenchmarkSwitcher.FromAssembly(typeof(ServerLogBenchmarks).Assembly).Run(args, config);
