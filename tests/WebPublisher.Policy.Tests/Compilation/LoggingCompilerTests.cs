using WebPublisher.Policy.Operations;

namespace WebPublisher.Policy.Tests.Compilation;

public sealed class LoggingCompilerTests : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private readonly PolicyWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Refusals_are_kept_where_state_is_unless_the_policy_says_otherwise()
    {
        Assert.Equal(
            new RotatingLogPolicy(Path.Combine(_workshop.Path, "var/refusals"), 10 * Megabyte, 250 * Megabyte, TimeSpan.FromDays(30)),
            _workshop.Compile("version: 1\nserver: { stateDirectory: var }\n").Logging.RefusalLog);
        Assert.Equal(
            new RotatingLogPolicy(Path.Combine(_workshop.Path, "why"), Megabyte, 20 * Megabyte, TimeSpan.FromDays(90)),
            _workshop.Compile("version: 1\nlogging: { refusalLog: { directory: why, maxFileSize: 1MB, maxDirectorySize: 20MB, maxAge: 90d } }\n").Logging.RefusalLog);
        Assert.Null(_workshop.Compile("version: 1\nlogging: { refusalLog: { enabled: false } }\n").Logging.RefusalLog);
    }

    [Fact]
    public void A_file_is_no_larger_than_all_files_together() => Assert.Equal(
        "policy.yaml:2:26: one file may not be larger than all files together (maxDirectorySize)\n",
        _workshop.Diagnose("version: 1\nlogging: { refusalLog: { maxFileSize: 300MB } }\n"));
}
