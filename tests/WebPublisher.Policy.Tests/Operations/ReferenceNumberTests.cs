using System.Globalization;
using WebPublisher.Policy.Operations;

namespace WebPublisher.Policy.Tests.Operations;

public sealed class ReferenceNumberTests
{
    private static readonly DateTimeOffset s_instant = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_number_is_four_groups_of_four_that_cannot_be_misread() =>
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", ReferenceNumber.New(s_instant));

    [Fact]
    public void Numbers_of_one_millisecond_differ()
    {
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        Parallel.For(0, 8, _ =>
        {
            var own = Enumerable.Range(0, 1000).Select(_ => ReferenceNumber.New(s_instant)).ToList();
            lock (numbers)
            {
                numbers.UnionWith(own);
            }
        });

        Assert.Equal(8000, numbers.Count);
        Assert.Single(numbers.Select(number => number[..9]).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData(" ({0}) ")]
    public void A_number_is_read_with_the_moment_it_was_made_at(string written)
    {
        for (var i = 0; i < 100; i++)
        {
            var number = ReferenceNumber.New(s_instant.AddMilliseconds(i * 7919L));

            Assert.True(ReferenceNumber.TryParse(string.Format(CultureInfo.InvariantCulture, written, number), out var read, out var instant));
            Assert.Equal((number, s_instant.AddMilliseconds(i * 7919L)), (read, instant));
        }
    }

    [Theory]
    [InlineData("2p5zk8r07xqem3wd", "2P5Z-K8R0-7XQE-M3WD")]
    [InlineData("2P5Z-K8RO-IXQE-L3WD", "2P5Z-K8R0-1XQE-13WD")]
    public void What_was_misheard_is_understood(string written, string number)
    {
        Assert.True(ReferenceNumber.TryParse(written, out var read, out _));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2P5Z-K8R0-7XQE-M3W")]
    [InlineData("2P5Z-K8R0-7XQE-M3WDD")]
    [InlineData("2P5Z-K8R0-7XQE-M3WU")]
    [InlineData("https://a.example/")]
    [InlineData("message.eml")]
    public void Anything_else_is_no_number(string written) => Assert.False(ReferenceNumber.TryParse(written, out _, out _));

    [Fact]
    public void Numbers_sort_by_time()
    {
        var numbers = Enumerable.Range(0, 200).Select(i => ReferenceNumber.New(s_instant.AddMilliseconds(i * 7919L))).ToList();

        Assert.Equal(numbers.Order(StringComparer.Ordinal), numbers);
    }
}
