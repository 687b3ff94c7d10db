using WebPublisher.Policy.Operations.Logs;

namespace WebPublisher.Policy.Tests.Operations.Logs;

public sealed class RotatingLogNamesTests
{
    private static readonly RotatingLogNames s_iis = new("u_ex", '_', Digits: 3, FirstNumber: 0, ".log");
    private static readonly RotatingLogNames s_exchange = new("RECV", '-', Digits: 1, FirstNumber: 1, ".LOG");

    [Theory]
    [InlineData("u_ex20261121.log", 0)]
    [InlineData("u_ex20261121_001.log", 1)]
    [InlineData("u_ex20261121_999.log", 999)]
    [InlineData("u_ex20261121_1000.log", 1000)]
    [InlineData("RECV20261121-1.LOG", 0)]
    [InlineData("RECV20261121-12.LOG", 11)]
    public void A_name_is_read_as_it_is_written(string name, int index)
    {
        var names = name[0] == 'R' ? s_exchange : s_iis;
        var parsed = names.TryParse(name);

        Assert.Equal(new RotatingLogFileName(new DateOnly(2026, 11, 21), index), parsed);
        Assert.Equal(name, names.Of(parsed!.Value));
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
    [InlineData("RECVother.LOG")]
    [InlineData("RECV20261121.LOG")]
    [InlineData("RECV20261121-0.LOG")]
    [InlineData("RECV20261121-.LOG")]
    [InlineData("")]
    public void Any_other_file_is_not_ours(string name)
    {
        Assert.Null(s_iis.TryParse(name));
        Assert.Null(s_exchange.TryParse(name));
    }
}
