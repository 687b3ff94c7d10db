using System.Globalization;
using WebPublisher.Web.Records;

namespace WebPublisher.Web.Tests.Records;

public sealed class MillisecondTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(10, "0.001")]
    [InlineData(14, "0.001")]
    [InlineData(1_000, "0.1")]
    [InlineData(1_230, "0.123")]
    [InlineData(10_500, "1.05")]
    [InlineData(425_000, "42.5")]
    [InlineData(999_996, "100")]
    [InlineData(864_000_000_000, "86400000")]
    public void A_duration_is_written_in_milliseconds_with_up_to_three_decimals(long ticks, string text) =>
        Assert.Equal(text, Write(new TimeSpan(ticks)));

    [Fact]
    public void What_took_a_day_or_less_is_written_as_a_rounded_number_writes_itself()
    {
        for (var ticks = 7L; ticks < TimeSpan.TicksPerDay; ticks += (ticks / 3) + 10)
        {
            // Halves of a microsecond are no doubles: which way they are rounded is a matter of chance.
            var duration = new TimeSpan(ticks % 10 == 5 ? ticks + 1 : ticks);
            var text = Math.Round(duration.TotalMilliseconds, 3).ToString(CultureInfo.InvariantCulture);

            Assert.Equal(text, Write(duration));
        }
    }

    private static string Write(TimeSpan duration)
    {
        var text = new Utf8Text(stackalloc byte[32]);
        MillisecondText.Append(ref text, duration);
        return text.ToString();
    }
}
