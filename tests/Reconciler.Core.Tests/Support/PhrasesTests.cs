using Reconciler.Core.Requests;
using Reconciler.Manifests;

namespace Reconciler.Core.Tests.Support;

/// <summary>Which back-out plans lean on a backup, by the phrases of the shipped policy (policy, section 10).</summary>
public sealed class PhrasesTests
{
    [Theory]
    [InlineData("If it fails, RESTORE the publisher from last night's backup.")]
    [InlineData("Revert to the nightly backup")]
    [InlineData("roll back\nby rolling back to the DRS archive")]
    [InlineData("The backup is restored by the provider.")]
    [InlineData("失败时从备份恢复数据库。")]
    [InlineData("使用昨晚的备份还原发布者")]
    public void Find_HasTheSentence_WhenThePlanLeansOnABackup(string plan) =>
        Assert.NotNull(new Phrases(ShippedPolicy.Spec.Changes.BackupPhrases).Find(plan));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Switch back to the inactive partition.")]
    [InlineData("Restore the old dial plan from its export. The nightly backup is not touched.")]
    [InlineData("Put the old address back")]
    [InlineData("切换回非活动分区。备份不受影响。恢复旧配置。")]
    public void Find_HasNothing_WhenItDoesNot(string? plan) =>
        Assert.Null(new Phrases(ShippedPolicy.Spec.Changes.BackupPhrases).Find(plan));
}
