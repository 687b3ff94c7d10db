using WebPublisher.Web.Logons;

namespace WebPublisher.Web.Tests.Logons;

public sealed class FailureCountsTests
{
    [Fact]
    public void Users_of_a_network_are_told_apart_and_forgotten()
    {
        var network = new NetworkFailures();
        Assert.Equal([1, 1, 2, 3, 3], new (ulong, long)[] { (1, 0), (1, 1), (2, 2), (3, 3), (4, 4) }.Select(failure => network.Note(failure.Item1, 3, failure.Item2, 100)));
        Assert.Equal(1, network.Note(5, 3, 103, 100));
        network.Clear();
        Assert.Equal(1, network.Note(6, 3, 104, 100));
    }

    [Fact]
    public void Failures_of_a_user_are_counted_for_a_while()
    {
        var user = new UserFailures();
        user.Note(1000, 100);
        user.Note(1050, 100);
        Assert.Equal(2, user.CountAt(1100, 100));
        Assert.Equal(0, user.CountAt(1101, 100));
        user.Note(1101, 100);
        Assert.Equal(1, user.CountAt(1101, 100));
        Assert.Equal(1201, user.EndsAt);
        user.Note(1150, 100, count: 5);
        Assert.Equal(6, user.CountAt(1160, 100));
    }
}
