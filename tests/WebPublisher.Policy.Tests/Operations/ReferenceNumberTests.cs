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

    [Fact]
    public void Numbers_sort_by_time()
    {
        var numbers = Enumerable.Range(0, 200).Select(i => ReferenceNumber.New(s_instant.AddMilliseconds(i * 7919L))).ToList();

        Assert.Equal(numbers.Order(StringComparer.Ordinal), numbers);
    }
}
