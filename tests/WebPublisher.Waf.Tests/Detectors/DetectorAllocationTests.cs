using WebPublisher.Waf.Detectors;

namespace WebPublisher.Waf.Tests.Detectors;

public class DetectorAllocationTests
{
    [Fact]
    public void Judging_allocates_nothing()
    {
        string[] values = ["Dear colleague", "1' or '1'='1", "x\" union select 1 -- ", "<p class=\"a\">it's</p>", "<script>", "' onfocus='x", "/*! */", "group by natural left join"];
        Judge();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Judge();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Judge()
        {
            foreach (var value in values)
            {
                SqlInjection.Detect(value, out _);
                CrossSiteScripting.Detect(value);
            }
        }
    }
}
