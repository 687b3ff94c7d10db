using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

public sealed class AccessLogFileNameTests
{
    [Theory]
    [InlineData("u_ex20261121.log", 0)]
    [InlineData("u_ex20261121_001.log", 1)]
    [InlineData("u_ex20261121_999.log", 999)]
    [InlineData("u_ex20261121_1000.log", 1000)]
    public void A_name_is_read_as_it_is_written(string name, int index)
    {
        var parsed = AccessLogFileName.TryParse(name);

        Assert.Equal(new AccessLogFileName(new DateOnly(2026, 11, 21), index), parsed);
        Assert.Equal(name, parsed!.ToString());
    }

    [Theory]
    [InlineData("u_ex.log")]
    [InlineData("u_ex20261321.log")]
    [InlineData("u_ex20261121_.log")]
    [InlineData("u_ex20261121_000.log")]
    [InlineData("u_ex20261121_01.log")]
    [InlineData("u_ex20261121x001.log")]
    [InlineData("u_ex20261121_-01.log")]
    [InlineData("u_ex20261121.log.gz")]
    [InlineData("u_ex20261121")]
    [InlineData("other.log")]
    [InlineData("")]
    public void Any_other_file_is_not_ours(string name) => Assert.Null(AccessLogFileName.TryParse(name));
}
